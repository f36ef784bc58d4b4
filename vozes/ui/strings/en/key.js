// The words of asking for the key, in English.

export const key = {};
