/**
 * On an SLO that was written from an objective: what OpenSLO has no field for,
 * as JSON.
 */
export const OBJECTIVE_ANNOTATION = 'dualcloud.dev/objective';

/**
 * On the Service of an agreement: its objectives in their order, as JSON. An SLO
 * among the documents is named, what OpenSLO cannot say stands there itself.
 */
export const OBJECTIVES_ANNOTATION = 'dualcloud.dev/objectives';

/** Type of the metric source that an agreement's own figures come from. */
export const OWN_METRIC_SOURCE = 'dualcloud.dev/service-levels';
