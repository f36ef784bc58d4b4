// The words of the page of engines, in Portuguese.

export const engines = {};
