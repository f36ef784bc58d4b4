// The voices as tiles, to hear and to choose from.

export function VoicePicker() {
  return null;
}
