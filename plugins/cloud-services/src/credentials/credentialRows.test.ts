import { toRows } from './credentialRows';

describe('toRows', () => {
  it('puts the address first and hides what opens a door', () => {
    const rows = toRows({
      bindingId: 'b',
      credentials: {
        password: 'p',
        topics: { prefix: 'kfz/', publish: ['a', 'b'] },
        username: 'u',
        uri: 'postgresql://u:p@h:5432/d',
        port: 5432,
        host: 'h',
      },
      endpoints: [{ host: 'h', ports: ['5432'] }],
    });
    expect(rows.map(row => row.name)).toEqual([
      'uri',
      'host',
      'port',
      'username',
      'password',
      'topics.prefix',
      'topics.publish[0]',
      'topics.publish[1]',
      'endpoint[0]',
    ]);
    expect(rows.filter(row => row.isSecret).map(row => row.name)).toEqual([
      'uri',
      'password',
    ]);
  });
});
