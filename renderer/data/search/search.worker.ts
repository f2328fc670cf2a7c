import { createSearchService, type SearchMessage } from './search-service.ts';

const service = createSearchService();
// The page's own types are in force here too, so the worker's side of the channel is named by hand.
const page = globalThis as unknown as {
  onmessage: ((event: MessageEvent<SearchMessage>) => void) | null;
  postMessage(answer: unknown): void;
};

page.onmessage = ({ data }) => {
  const answer = service(data);
  if (answer !== null) page.postMessage(answer);
};
