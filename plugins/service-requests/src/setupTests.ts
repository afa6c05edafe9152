import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load in pieces; a busy machine may need more than the usual second.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

// jsdom lays nothing out, so nothing ever changes its size.
class NoResizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
window.ResizeObserver ??= NoResizes;
