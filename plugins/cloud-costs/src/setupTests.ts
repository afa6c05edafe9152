import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load in pieces; a busy machine may need more than the usual second.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);
