module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The typed client names its methods as HTTP does.
    'new-cap': [
      'error',
      { capIsNewExceptions: ['GET', 'POST', 'PUT', 'DELETE'], capIsNew: true },
    ],
    // A region that scrolls needs a tab stop, or the keyboard cannot scroll it.
    'jsx-a11y/no-noninteractive-tabindex': [
      'error',
      { tags: [], roles: ['tabpanel', 'region'] },
    ],
  },
});
