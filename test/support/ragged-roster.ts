/** Forty invented people as a centre might send them: semicolons, missing cells, an empty line, hidden marks, three kinds of date. */
const given = ['Amal', 'Anton', 'Beatriz', 'Claire', 'Daniel', 'Emre', 'Grace', 'Hana', 'Oscar', 'Victor'];
const family = ['Berrada', 'Grebnev', 'Solana', 'Aubrac'];
const dates = ['2020-11-02', '02.11.2020', '11/02/2020'];

export const raggedRoster = [
  'Participant;Agency;Rank;Date',
  ...family.flatMap((last, group) =>
    given.map((first, at) => {
      const name = group === 1 && at === 2 ? `\u200f${first} ${last}` : `${first} ${last}`;
      if (at === 3) return `"${name}";Tolmara`;
      return `${name};"Sorrel Coast; north";Captain;${dates[at % 3]}`;
    }),
  ),
  '',
  ';Tolmara;;',
  'Amal Berrada;Sorrel Coast; north;Captain;2020-11-02',
].join('\r\n');
