// The words of the page of engines, in English.

export const engines = {};
