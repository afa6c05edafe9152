import { cloudServicesConditions } from '@dualcloud/backstage-plugin-cloud-services-common';
import { cloudServicesConditions as ofRules } from './rules';

const params = { refs: ['group:default/a'], stages: ['test' as const] };

describe('conditions for policies', () => {
  it('are those of the rules, name by name', () => {
    expect(Object.keys(cloudServicesConditions)).toEqual(Object.keys(ofRules));
    for (const [name, make] of Object.entries(cloudServicesConditions)) {
      const rule = name as keyof typeof cloudServicesConditions;
      expect(make(params)).toEqual(ofRules[rule](params));
    }
  });
});
