module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // A test asks the real service levels who answers for an incident.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedFiles: ['**/*.test.ts'] },
    ],
  },
});
