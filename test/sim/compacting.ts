/** In one world of seven values are let go and laptops retire; the others stay what they were before that came. */
export const compacts = (seed: number): boolean => seed % 7 === 1;
