// The words of choosing a voice and its options, in Portuguese.

export const picker = {};
