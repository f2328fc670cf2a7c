/**
 * The field that says of a moved record which one it was at first. Not `@`: hubs before this edition refuse names that begin
 * so, and pass every other name on, as they do with notes on translations. Apart from the schemas, like `note-limit.ts`: the
 * coordinator's page names fields and loads no schema.
 */
export const firstPlaceField = 'moved:from';
