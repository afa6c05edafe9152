module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The test asks the real backend.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedFiles: ['**/*.test.ts'] },
    ],
  },
});
