// The words of the history, in Portuguese.

export const history = {};
