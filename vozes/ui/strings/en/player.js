// The words of the player, in English.

export const player = {};
