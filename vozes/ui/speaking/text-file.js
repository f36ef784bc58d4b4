// Reads the text of a file: guesses its encoding, and takes from subtitles what is said. Knows no element of the page.

import { PageError } from "../errors.js";
import { formatBytes } from "../formatting.js";

export const ACCEPTED = ".txt,.md,.markdown,.srt,.vtt,.ssml,.xml,text/plain,text/markdown";
const MOST_BYTES_OF_A_CHARACTER = 4;
const BYTE_ORDER_MARKS = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];
const SUBTITLE_LINE = /^(?:\d+|WEBVTT.*|(?:\d+:)?\d\d:\d\d[.,]\d{3} --> .*)$/;

/** Returns the text of a file. Raises PageError where it is larger than `mostCharacters` can be, or holds no text. */
export async function readTextFile(file, mostCharacters) {
  const { name } = file;
  if (file.size > MOST_BYTES_OF_A_CHARACTER * mostCharacters) {
    throw new PageError("file_too_large", { name, size: formatBytes(file.size), limit: mostCharacters });
  }
  const bytes = await file.arrayBuffer().catch(() => {
    throw new PageError("file_unreadable", { name });
  });
  const text = decode(new Uint8Array(bytes)).replace(/\r\n?/g, "\n");
  if (text.includes("\0") || text.trim() === "") throw new PageError("file_without_text", { name });
  return /\.(?:srt|vtt)$/i.test(name) ? spokenLines(text) : text;
}

/** Returns the text of bytes: by their byte order mark, else in UTF-8 where that fits, else in Windows-1252. */
export function decode(bytes) {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return new TextDecoder(marked[0]).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Returns the lines of subtitles that are said, without numbers, times and markup. */
function spokenLines(text) {
  const lines = text.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !SUBTITLE_LINE.test(line));
  return said.map((line) => line.replace(/<[^>]*>|\{[^}]*\}/g, "")).join("\n");
}
