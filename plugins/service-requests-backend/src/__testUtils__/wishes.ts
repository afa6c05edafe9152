/** A complete request for a new individual service. */
export function newService(change: object = {}) {
  return {
    type: 'new-individual-service',
    title: 'Fahrtenbuch',
    systemRef: 'system:default/fuehrerschein-register',
    softwareProviderRef: 'group:default/softwerk-nord',
    form: {
      purpose: 'Driving instructors keep their records online.',
      users: 400,
      protectionLevel: 'high',
      availability: 'office-hours',
    },
    ...change,
  };
}

/** A question. */
export function advice(change: object = {}) {
  return {
    type: 'advice',
    title: 'Which database?',
    form: { question: 'Which database fits?' },
    ...change,
  };
}
