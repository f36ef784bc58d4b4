// The recorded samples of the natural voice, which can be heard before there is one.

import { request } from "../api.js";
import { playWith } from "../playback.js";
import { player } from "../player/player.js";

export const SAMPLES = ["dora", "heart"];

/** Makes a button play a sample; `problem` is where it is told that it cannot be played. */
export function addSample(button, name, problem) {
  const load = async (signal) => {
    player.stop();
    return (await request(`ui/samples/${name}.webm`, { signal })).blob();
  };
  playWith(button, { idle: `sample_${name}`, unplayable: "unplayable_sample", load, problem });
}
