/**
 * What may be written about a decision, in characters; its author's laptop gets all of it. Apart from the schemas, whose
 * library the page does not load: it tries to compile code, and the page's policy forbids that.
 */
export const noteLimit = 2_000;
