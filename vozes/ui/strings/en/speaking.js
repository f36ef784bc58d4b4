// The words of writing and speaking, in English.

export const speaking = {};
