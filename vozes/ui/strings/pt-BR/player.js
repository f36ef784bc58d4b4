// The words of the player, in Portuguese.

export const player = {
  player_name: "Reprodutor",
  player_retry: "Tentar de novo",
  phase_idle: "Nada foi falado ainda.",
  phase_loading: "Carregando a voz…",
  phase_preparing: "Preparando a fala…",
  phase_speaking: "Falando",
  phase_paused: "Em pausa",
  phase_ended: "Falado",
  phase_stopped: "Parado.",
  phase_failed: "Não foi falado",
};
