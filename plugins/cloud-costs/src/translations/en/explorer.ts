export const explorerMessages = {
  'explorer.title': 'Costs',
};
