import type { SearchAnswer, SearchMessage } from './search-service.ts';

/** The page's side of the search worker. */
export interface SearchPort {
  post(message: SearchMessage): void;
  onAnswer: (answer: SearchAnswer) => void;
}
