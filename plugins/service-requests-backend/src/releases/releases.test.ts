import { createHash } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { TestPortal } from '@dualcloud/foundation-node/testUtils';
import { startPortal } from '../__testUtils__/startPortal';
import { release } from '../__testUtils__/wishes';

jest.setTimeout(120_000);

const databases = TestDatabases.create({
  ids: ['POSTGRES_18', 'SQLITE_3'],
  disableDocker: true,
});

const CYCLONEDX = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ type: 'library', name: 'express' }],
});
const SPDX = JSON.stringify({
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  packages: [],
});

describe.each(databases.eachSupportedId())('releases on %s', databaseId => {
  let portal: TestPortal;

  beforeAll(async () => {
    portal = await startPortal({ databases, databaseId });
  });
  afterAll(() => portal?.stop());

  const deliver = (wish: object, person = 'tobias.lenz', key?: string) =>
    portal.as(person).post('/releases', wish, key);

  it('are delivered by who builds or runs the service, and seen by its parties', async () => {
    const wish = release({ version: '1.0.0' });
    const outcomes = async (people: string[]) =>
      Promise.all(
        people.map(async person => [
          person,
          (await deliver(wish, person)).status,
        ]),
      );
    expect(
      await outcomes([
        'henrik.maas',
        'ole.hansen',
        'frauke.petersen',
        'otto.niemand',
        'nobody',
      ]),
    ).toEqual([
      ['henrik.maas', 403],
      ['ole.hansen', 400],
      ['frauke.petersen', 400],
      ['otto.niemand', 400],
      ['nobody', 401],
    ]);
    const { status, body } = await deliver(wish);
    expect({ status, error: body.error }).toEqual({ status: 201 });
    expect(body).toMatchObject({
      version: '1.0.0',
      customerRef: 'group:default/kraftfahrtamt',
      softwareProviderRef: 'group:default/softwerk-nord',
      systemRef: 'system:default/kfz-portal',
      artefactCount: 1,
      knownErrorCount: 1,
      mayDeliver: true,
    });
    const seers = await Promise.all(
      [
        'miriam.vogt',
        'tobias.lenz',
        'paul.richter',
        'ole.hansen',
        'frauke.petersen',
        'otto.niemand',
        'plugin:scaffolder',
      ].map(async person => {
        const one = await portal.as(person).get(`/releases/${body.id}`);
        const list = await portal.as(person).get('/releases?version=1.0.0');
        return [person, one.status, list.body.totalItems];
      }),
    );
    expect(seers).toEqual([
      ['miriam.vogt', 200, 1],
      ['tobias.lenz', 200, 1],
      ['paul.richter', 200, 1],
      ['ole.hansen', 404, 0],
      ['frauke.petersen', 404, 0],
      ['otto.niemand', 404, 0],
      ['plugin:scaffolder', 200, 1],
    ]);
  });

  it('keep what was delivered under a version', async () => {
    const wish = release({ version: '1.1.0' });
    const first = await deliver(wish);
    const again = await deliver(wish, 'paul.richter');
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
    const other = await deliver({ ...wish, notes: 'Something else.' });
    expect(other.status).toBe(409);
    expect(other.body.error.message).toContain('1.1.0');
    const audit = await portal
      .knex('audit_log')
      .where('object_ref', `release:${first.body.id}`);
    expect(audit.map(({ action }) => action)).toEqual(['release-deliver']);
  });

  it('are delivered once, however often they are sent', async () => {
    const wish = release({ version: '1.2.0' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        deliver(wish, 'tobias.lenz', 'key-of-1.2.0'),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([201]),
    );
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  });

  it('bring a bill of materials that is one', async () => {
    const checksum = createHash('sha256').update(CYCLONEDX).digest('hex');
    const { body } = await deliver(
      release({
        version: '1.3.0',
        sbom: { content: CYCLONEDX, sha256: checksum.toUpperCase() },
      }),
    );
    expect(body.sbom).toEqual({
      format: 'cyclonedx',
      specVersion: '1.6',
      components: 1,
      attached: true,
      sha256: checksum,
    });
    const download = await portal
      .as('henrik.maas')
      .get(`/releases/${body.id}/sbom`);
    expect(download.body).toEqual(JSON.parse(CYCLONEDX));
    const hidden = await portal
      .as('ole.hansen')
      .get(`/releases/${body.id}/sbom`);
    expect(hidden.status).toBe(404);
    const spdx = await deliver(
      release({ version: '1.3.1', sbom: { content: SPDX } }),
    );
    expect(spdx.body.sbom).toMatchObject({
      format: 'spdx',
      specVersion: '2.3',
    });
    const linked = await deliver(
      release({
        version: '1.3.2',
        sbom: { link: 'https://softwerk-nord.example/sbom', sha256: checksum },
      }),
    );
    expect(linked.body.sbom).toMatchObject({ attached: false });
    const without = await portal
      .as('tobias.lenz')
      .get(`/releases/${linked.body.id}/sbom`);
    expect(without.status).toBe(404);
  });

  it('are refused with the field at fault', async () => {
    const artefact = release().artefacts[0];
    const cases: Array<[object, string]> = [
      [{ artefacts: [{ ...artefact, sha256: 'abc' }] }, 'artefacts[0].sha256'],
      [{ artefacts: [{ ...artefact, url: 'ftp://x' }] }, 'artefacts[0].url'],
      [
        { artefacts: [{ ...artefact, url: 'https://a:b@x.example/' }] },
        'artefacts[0].url',
      ],
      [{ artefacts: [artefact, artefact] }, 'artefacts[1].name'],
      [{ version: '../1' }, 'version'],
      [{ notes: '  ' }, 'notes'],
      [{ kind: 'huge' }, 'kind'],
      [{ sbom: { content: 'no json' } }, 'sbom.content'],
      [{ sbom: { content: '{"name":"x"}' } }, 'sbom.content'],
      [{ sbom: { content: SPDX, sha256: 'b'.repeat(64) } }, 'sbom.sha256'],
      [{ sbom: { link: 'https://x.example/' } }, 'sbom'],
      [{ papers: { security: {} } }, 'papers.security'],
      [{ serviceRef: undefined }, 'requestId'],
      [{ requestId: 'beside-a-service' }, 'requestId'],
      [{ serviceRef: 'cloudservice:default/postgresql' }, 'serviceRef'],
    ];
    for (const [change, field] of cases) {
      const { status, body } = await deliver(
        release({ version: '1.4.0', ...change }),
      );
      expect([status, body.error.details?.[0]?.field]).toEqual([400, field]);
    }
  });
});
