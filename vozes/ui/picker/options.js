// The moods and options that the chosen voice obeys.

export function VoiceOptions() {
  return null;
}
