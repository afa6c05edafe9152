module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // A benchmark starts whole backends, with the plugins in them.
    '@backstage/no-mixed-plugin-imports': 'off',
  },
});
