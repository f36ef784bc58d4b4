// The buttons that play recorded samples of the natural voice, which can be heard before there is one.

import { request } from "../api.js";
import { playWith } from "../playback.js";
import { player } from "../player/player.js";

const NAMES = ["dora", "heart"];

/** Makes the buttons below `root` play their samples; `problem` is where it is told that one cannot be played. */
export function addSamples(root, problem) {
  for (const name of NAMES) {
    const load = async (signal) => {
      player.stop();
      return (await request(`ui/samples/${name}.webm`, { signal })).blob();
    };
    const button = root.querySelector(`[data-sample=${name}]`);
    playWith(button, { idle: `sample_${name}`, unplayable: "unplayable_sample", load, problem });
  }
}
