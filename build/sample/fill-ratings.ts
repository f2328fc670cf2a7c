/** Evaluation guides of the sample's exercises, what each evaluator said on their own laptop, and what was agreed. */
import type { FactPlace } from '../../shared/domain/conduct/conduct-commands.ts';
import { createRecord } from '../../shared/domain/edit.ts';
import { guideItem } from '../../shared/domain/evaluation/guide-item.ts';
import { rating, ratingsInOrder } from '../../shared/domain/evaluation/rating.ts';
import { agreeOn, rateItem } from '../../shared/domain/evaluation/rating-commands.ts';
import { standingsOf } from '../../shared/domain/evaluation/rating-standing.ts';
import type { RatingValue } from '../../shared/domain/evaluation/rating-value.ts';
import type { SampleExercise, SampleRating } from './exercise-content.ts';
import { exerciseId, nameOf, partId } from './exercise-ids.ts';
import { sampleId } from './sample-id.ts';
import type { SampleLaptop } from './sample-laptop.ts';
import { passOn, type Story, storyScope as scope } from './story.ts';

/** By the number that the guide gives it; an objective has one number alone. */
function itemId(key: string, number: string): string {
  return number.includes('.') ? sampleId('guide', key, number) : partId('objective', key, Number(number));
}

/** The targets of each objective and the tasks of each target. */
export function guideRecords({ key, objectives }: SampleExercise) {
  return objectives.flatMap(({ targets }, at) => {
    const common = { exercise: exerciseId(key), objective: partId('objective', key, at + 1), language: 'en' };
    return targets.flatMap(({ tasks, ...target }, place) => {
      const number = `${at + 1}.${place + 1}`;
      const id = itemId(key, number);
      return [
        createRecord(guideItem, { scope, id }, { ...common, ...target, order: `a${place}` }),
        ...tasks.map((task, nth) =>
          createRecord(
            guideItem,
            { scope, id: itemId(key, `${number}.${nth + 1}`) },
            { ...common, ...task, target: id, order: `a${nth}` },
          ),
        ),
      ];
    });
  });
}

/** What was said, each on the laptop of whoever said it. */
export async function rateStory(story: Story, from: SampleLaptop, each: SampleExercise): Promise<void> {
  let last = from;
  let by: SampleRating['by'] | null = null;
  for (const [at, said] of each.ratings.entries()) {
    if (said.by !== by) last = await passOn(story, last, said.by);
    by = said.by;
    const id = sampleId('rating', each.key, String(at));
    if ((await last.engine.open([id])).length > 0) continue;
    const place = { scope, exercise: exerciseId(each.key), id, by: nameOf(said.by), at: story.momentOf(said.at) };
    await last.save(said.by, place.at, await draftsOf(last, each.key, said, place));
  }
}

async function draftsOf(laptop: SampleLaptop, key: string, said: SampleRating, place: FactPlace) {
  const item = itemId(key, said.item);
  const entries = await laptop.engine.list({ type: rating.type, parent: exerciseId(key) });
  const ratings = ratingsInOrder(await laptop.engine.open(entries.map(({ id }) => id)));
  const { value, text, language } = said;
  const given = { item, standing: standingsOf(ratings)(item), text, language };
  return said.kind === 'rated'
    ? rateItem(place, { ...given, value, observations: [] })
    : agreeOn(place, { ...given, value: value as RatingValue });
}
