// One text that is spoken: what was asked for, and what has come of it so far. Knows neither the server nor what is heard.

import { makeClip, newId } from "./clips.js";
import { createSound } from "./sound.js";
import { expectedSeconds, placeAt, placesOf, timedSentences } from "./timing.js";

const STEADY = 0.04; // Share of the expected length by which it may be wrong before that is shown anew.

export class Utterance {
  /** `request`: the fields that the server gets; `about`: what is shown of them. */
  constructor(request, about = {}) {
    this.id = newId(); // its clip's
    this.request = request;
    this.about = about;
    this.asking = new AbortController();
    this.sound = null;
    this.told = {}; // who speaks, as the server says
    this.words = [];
    this.sentences = []; // spans of the text, once they are known
    this.sentenceSpans = []; // those of which something was spoken, with times
    this.isOver = false; // Whether nothing more comes.
    this.complete = false; // Whether nothing is missing.
    this.length = placesOf(request.text).length;
    this.expected = expectedSeconds(this.length, request.speed, [], 0);
  }

  /** Returns the utterance of a clip with its sound. */
  static ofClip(clip, sound) {
    const { request, voiceName, words, sentenceSpans } = clip;
    const utterance = new Utterance({ ...request, text: clip.text }, { voiceName });
    return Object.assign(utterance, { sound, words, sentenceSpans, isOver: true, expected: clip.seconds });
  }

  /** Takes samples and words that have come, and returns whether the samples are the first. */
  take({ samples, words }) {
    this.words.push(...words);
    if (words.length) this.#timeSentences();
    const isFirst = this.sound === null && samples.length > 0;
    if (isFirst) this.sound = createSound(this.told.sampleRate);
    this.sound?.append(samples);
    return isFirst;
  }

  /** Takes the spans of all sentences, which end before their last mark: here each has all up to the next one. */
  takeSentences(sentences) {
    const { text } = this.request;
    const { toUnit, toPoint, length } = placesOf(text);
    this.sentences = sentences.map(({ textStart }, place) => {
      const end = sentences[place + 1]?.textStart ?? length;
      const written = text.slice(toUnit(textStart), toUnit(end)).trimEnd();
      return { textStart, textEnd: toPoint(toUnit(textStart) + written.length) };
    });
    this.#timeSentences();
  }

  #timeSentences() {
    if (this.sentences.length) this.sentenceSpans = timedSentences(this.sentences, this.words);
  }

  /** Ends it, and returns the clip of what has come; null where that is nothing. */
  end(complete) {
    this.isOver = true;
    this.complete = complete;
    this.asking.abort();
    if (!this.sound) return null;
    this.sound.isWhole = true;
    return makeClip(this.sound, { ...this.description(), words: this.words });
  }

  /** Returns what is kept of it beside its sound and its words. */
  description() {
    const { id, request, about, complete, sentenceSpans } = this;
    const { engine, voice, language } = this.told;
    const { voiceName = voice } = about;
    return { id, text: request.text, request, voice, voiceName, engine, language, complete, sentenceSpans };
  }

  /** Returns what the player shows of it at a position. */
  view(position) {
    const { words, sentenceSpans } = this;
    const ready = this.sound?.seconds ?? 0;
    const sentence = sentenceSpans[Math.max(0, placeAt(sentenceSpans, position))]?.number ?? null;
    const sentences = this.sentences.length || sentenceSpans.at(-1)?.number || null;
    const word = placeAt(words, position);
    return { position, ready, expected: this.#expected(ready), words, sentenceSpans, sentence, sentences, word };
  }

  #expected(ready) {
    if (this.isOver) return ready || this.expected;
    const now = expectedSeconds(this.length, this.request.speed, this.words, ready);
    if (this.expected < ready || Math.abs(now - this.expected) > STEADY * this.expected) this.expected = now;
    return this.expected;
  }
}
