// The words of the player, in English.

export const player = {
  player_name: "Player",
  player_retry: "Try again",
  phase_idle: "Nothing has been spoken yet.",
  phase_loading: "Loading the voice…",
  phase_preparing: "Preparing the speech…",
  phase_speaking: "Speaking",
  phase_paused: "Paused",
  phase_ended: "Spoken",
  phase_stopped: "Stopped.",
  phase_failed: "Not spoken",
};
