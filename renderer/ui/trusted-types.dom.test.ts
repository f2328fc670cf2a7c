import { afterEach, expect, test } from 'vitest';
import { workerAddress, writeStylesAsText } from './trusted-types.ts';

afterEach(() => {
  delete (HTMLStyleElement.prototype as { innerHTML?: string }).innerHTML;
});

test('a worker comes from our own origin or not at all', () => {
  expect(workerAddress('/assets/engine.js')).toBe(`${location.origin}/assets/engine.js`);
  expect(() => workerAddress('https://elsewhere.example/engine.js')).toThrow('Refused a worker');
  expect(() => workerAddress('data:text/javascript,1')).toThrow('Refused a worker');
  expect(() => workerAddress('blob:https://elsewhere.example/1')).toThrow('Refused a worker');
});

test('a style element takes its rules as text, never as markup', () => {
  writeStylesAsText();
  const style = document.createElement('style');
  style.innerHTML = '.a > .b { color: red } </style><img>';
  expect(style.childNodes).toHaveLength(1);
  expect(style.firstChild?.nodeType).toBe(Node.TEXT_NODE);
  expect(style.innerHTML).toBe('.a > .b { color: red } </style><img>');
});
