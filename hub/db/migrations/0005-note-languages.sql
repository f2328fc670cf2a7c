-- The language of what is written about a returned or discarded change: it goes to its author's laptop, which has to know
-- how to lay it out and read it aloud. Null for what was written before anybody was asked.
alter table decisions add column note_language text check (length(note_language) between 2 and 35);
