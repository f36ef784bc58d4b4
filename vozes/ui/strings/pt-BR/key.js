// The words of asking for the key, in Portuguese.

export const key = {};
