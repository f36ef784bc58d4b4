// The words of choosing a voice and its options, in English.

export const picker = {};
