export const generalMessages = {
  'general.title': 'Costs',
};
