module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The test puts it together with the real backend.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedFiles: ['**/__testUtils__/**'] },
    ],
  },
});
