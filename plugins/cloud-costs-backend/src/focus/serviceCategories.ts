/** FOCUS 1.2 to 1.4: each subcategory has one category; also those with “Other (…)”. */
const SUBCATEGORIES: Record<string, string[]> = {
  'AI and Machine Learning': [
    'AI Platforms',
    'Bots',
    'Generative AI',
    'Machine Learning',
    'Natural Language Processing',
  ],
  Analytics: [
    'Analytics Platforms',
    'Business Intelligence',
    'Data Processing',
    'Search',
    'Streaming Analytics',
  ],
  'Business Applications': ['Productivity and Collaboration'],
  Compute: [
    'Containers',
    'End User Computing',
    'Quantum Compute',
    'Serverless Compute',
    'Virtual Machines',
  ],
  Databases: [
    'Caching',
    'Data Warehouses',
    'Ledger Databases',
    'NoSQL Databases',
    'Relational Databases',
    'Time Series Databases',
  ],
  'Developer Tools': [
    'Developer Platforms',
    'Continuous Integration and Deployment',
    'Development Environments',
    'Source Code Management',
    'Quality Assurance',
  ],
  Identity: ['Identity and Access Management'],
  Integration: ['API Management', 'Messaging', 'Workflow Orchestration'],
  'Internet of Things': ['IoT Analytics', 'IoT Platforms'],
  'Management and Governance': [
    'Architecture',
    'Compliance',
    'Cost Management',
    'Data Governance',
    'Disaster Recovery',
    'Endpoint Management',
    'Observability',
    'Support',
  ],
  Media: ['Content Creation', 'Gaming', 'Media Streaming', 'Mixed Reality'],
  Migration: ['Data Migration', 'Resource Migration'],
  Mobile: [],
  Multicloud: ['Multicloud Integration'],
  Networking: [
    'Application Networking',
    'Content Delivery',
    'Network Connectivity',
    'Network Infrastructure',
    'Network Routing',
    'Network Security',
  ],
  Security: [
    'Secret Management',
    'Security Posture Management',
    'Threat Detection and Response',
  ],
  Storage: [
    'Backup Storage',
    'Block Storage',
    'File Storage',
    'Object Storage',
    'Storage Platforms',
  ],
  Web: ['Application Platforms'],
  Other: [],
};

/** Values of ServiceCategory. */
export const SERVICE_CATEGORIES = Object.keys(SUBCATEGORIES);

/** Category of each value of ServiceSubcategory. */
export const CATEGORY_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(SUBCATEGORIES).flatMap(([category, subcategories]) =>
    [...subcategories, otherOf(category)].map(one => [one, category] as const),
  ),
);

/** The subcategory of what is in no other. */
export function otherOf(category: string): string {
  return `Other (${category})`;
}

/** Words of a service's name and tags that tell what it is; the first that fits holds. */
const WORDS: Array<[words: RegExp, subcategory: string]> = [
  [/redis|valkey|cache|caching/, 'Caching'],
  [/mongo|nosql|cassandra/, 'NoSQL Databases'],
  [/sql|postgres|oracle|database|datenbank/, 'Relational Databases'],
  [/mqtt|kafka|amqp|messag|queue|broker/, 'Messaging'],
  [/object-storage|s3|bucket/, 'Object Storage'],
  [/backup/, 'Backup Storage'],
  [/file-storage|nfs|share/, 'File Storage'],
  [/storage|volume/, 'Block Storage'],
  [/kubernetes|container/, 'Containers'],
  [/keycloak|identity|sso|ldap/, 'Identity and Access Management'],
  [/vault|secret/, 'Secret Management'],
  [/application-server|tomcat|web-server/, 'Application Platforms'],
  [/server|linux|windows|virtual|vm/, 'Virtual Machines'],
  [/gitlab|git|repository/, 'Source Code Management'],
  [/monitoring|observab|logging|metrics/, 'Observability'],
  [/search|elastic/, 'Search'],
  [/firewall|waf/, 'Network Security'],
  [/network|load-balancer|dns/, 'Network Connectivity'],
];

const OTHERWISE: Record<string, string> = {
  iaas: otherOf('Compute'),
  paas: 'Developer Platforms',
  saas: otherOf('Business Applications'),
};

/**
 * What a cloud service is in FOCUS.
 *
 * @param service - `stated` is a subcategory that its entity names; it goes first
 */
export function classify(service: {
  name: string;
  tags?: string[];
  tier?: string;
  stated?: string;
}): { category: string; subcategory: string } {
  const { name, tags = [], tier = '', stated } = service;
  const subcategory = (): string => {
    if (stated && CATEGORY_OF.has(stated)) return stated;
    // An application says in its name what it is for, not what it is made of.
    if (tier !== 'saas') {
      const text = [name, ...tags].join(' ').toLowerCase();
      const found = WORDS.find(([words]) => words.test(text));
      if (found) return found[1];
    }
    return OTHERWISE[tier] ?? otherOf('Other');
  };
  const found = subcategory();
  return { category: CATEGORY_OF.get(found) ?? 'Other', subcategory: found };
}
