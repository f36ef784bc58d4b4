// The words of writing and speaking, in Portuguese.

export const speaking = {};
