// The words of the player, in Portuguese.

export const player = {};
