/** Every screen there is, in the order in which a person would meet them. */
import type { Screen } from './camera.ts';
import { frameScreens } from './frame-screens.ts';
import { governanceScreens } from './governance-screens.ts';
import { libraryScreens } from './library-screens.ts';
import { readerScreens } from './reader-screens.ts';
import { releaseScreens } from './release-screens.ts';
import { reviewScreens } from './review-screens.ts';
import { runScreens } from './run-screens.ts';
import type { Story } from './story.ts';
import { trainingScreens } from './training-screens.ts';
import { translationScreens } from './translation-screens.ts';

export function screensOf(story: Story): readonly Screen[] {
  const reader = `/playbooks/${story.playbook}`;
  return [
    ...libraryScreens,
    ...readerScreens(reader),
    ...releaseScreens(story),
    ...runScreens(story, reader),
    ...trainingScreens(story),
    ...reviewScreens(story),
    ...translationScreens(story),
    ...governanceScreens,
    ...frameScreens(story),
  ];
}
