import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogIngestionManagePermission,
  catalogIngestionReadPermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type { Permission } from '@backstage/plugin-permission-common';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  billingManagePermission,
  budgetCreatePermission,
  budgetReadPermission,
  budgetUpdatePermission,
  costReadPermission,
  focusExportPermission,
  priceListReadPermission,
  priceListSimulatePermission,
  quoteCreatePermission,
  revenueReadPermission,
  statementReadPermission,
  usageIngestPermission,
} from '@dualcloud/backstage-plugin-cloud-costs-common';
import {
  brokerManagePermission,
  brokerReadPermission,
  credentialUsePermission,
  deliveryTimeReadPermission,
  environmentReadPermission,
  environmentTerminatePermission,
  environmentUpdatePermission,
  instanceReadPermission,
  instanceTerminatePermission,
  instanceUpdatePermission,
  orderCreatePermission,
  orderReadPermission,
  orderUpdatePermission,
} from '@dualcloud/backstage-plugin-cloud-services-common';
import {
  agreementManagePermission,
  agreementReadPermission,
  levelReadPermission,
  maintenanceAnnouncePermission,
  maintenanceObjectPermission,
  maintenanceReadPermission,
  measurementIngestPermission,
  outageAttributePermission,
  outageDisputePermission,
  outageReadPermission,
  outageReportPermission,
  reportReadPermission,
  reportReleasePermission,
} from '@dualcloud/backstage-plugin-service-levels-common';
import {
  connectorManagePermission,
  offerAcceptPermission,
  offerManagePermission,
  releaseDeliverPermission,
  requestCreatePermission,
  requestManagePermission,
  requestReadPermission,
  requestRecordPermission,
  requestTypeReadPermission,
  requestUpdatePermission,
  takeoverUpdatePermission,
  standardisationManagePermission,
  ticketCreatePermission,
  ticketReadPermission,
  ticketUpdatePermission,
} from '@dualcloud/backstage-plugin-service-requests-common';
import {
  actingParties,
  credentialHolders,
  customersOfTheLevel,
  customersOfTheRequest,
  everybody,
  itServiceProvider,
  members,
  otherPartiesOfTheLevel,
  ownersOfTheBudget,
  parties,
  partiesOfTheRequest,
  payers,
  seersOfCosts,
  seersOfLevels,
  seersOfTheEntity,
  starterOfTheTask,
  type Right,
} from './rights';

/**
 * The policy. Each line names what is done and who may do it; `rights.ts` says
 * who the people on the right-hand side are.
 *
 * "Everybody" is everybody who is signed in. Whoever is not signed in may do
 * nothing. For which system, stage and owner somebody may order is a question
 * of the commission and is decided with the order, under any policy.
 */
const TABLE: Array<[Permission, Right]> = [
  // Environments, service instances and orders
  [environmentReadPermission, parties],
  [environmentUpdatePermission, actingParties],
  [environmentTerminatePermission, actingParties],
  [instanceReadPermission, parties],
  [instanceUpdatePermission, actingParties],
  [instanceTerminatePermission, actingParties],
  [credentialUsePermission, credentialHolders],
  [orderReadPermission, parties],
  [orderUpdatePermission, actingParties],
  [orderCreatePermission, members],

  // The platform
  [brokerReadPermission, everybody],
  [brokerManagePermission, itServiceProvider],
  [deliveryTimeReadPermission, itServiceProvider],

  // Costs. Whose budgets somebody sees follows from whose costs, whose agreed
  // prices and whose charges in an export from whose they are: the domain
  // decides, under any policy
  [costReadPermission, seersOfCosts],
  [statementReadPermission, payers],
  [budgetReadPermission, members],
  [budgetCreatePermission, members],
  [budgetUpdatePermission, ownersOfTheBudget],
  [priceListReadPermission, everybody],
  [quoteCreatePermission, members],
  [focusExportPermission, members],
  [priceListSimulatePermission, itServiceProvider],
  [usageIngestPermission, itServiceProvider],
  [billingManagePermission, itServiceProvider],
  [revenueReadPermission, itServiceProvider],

  // Service levels. Whose special agreements somebody sees, and that a second
  // person confirms what a first one has reported: the domain decides
  [levelReadPermission, seersOfLevels],
  [outageReadPermission, seersOfLevels],
  [maintenanceReadPermission, seersOfLevels],
  [reportReadPermission, seersOfLevels],
  [agreementReadPermission, everybody],
  [outageDisputePermission, otherPartiesOfTheLevel],
  [maintenanceObjectPermission, customersOfTheLevel],
  [outageReportPermission, itServiceProvider],
  [outageAttributePermission, itServiceProvider],
  [maintenanceAnnouncePermission, itServiceProvider],
  [reportReleasePermission, itServiceProvider],
  [agreementManagePermission, itServiceProvider],
  [measurementIngestPermission, itServiceProvider],

  // Individual services. Who of an agency is authorised to accept an offer, and
  // that above a threshold it takes two: the domain decides
  [requestTypeReadPermission, everybody],
  [requestReadPermission, partiesOfTheRequest],
  [requestCreatePermission, members],
  [requestUpdatePermission, partiesOfTheRequest],
  [requestManagePermission, itServiceProvider],
  [requestRecordPermission, itServiceProvider],
  [offerManagePermission, itServiceProvider],
  [offerAcceptPermission, customersOfTheRequest],
  [releaseDeliverPermission, members],
  [takeoverUpdatePermission, partiesOfTheRequest],
  [ticketReadPermission, partiesOfTheRequest],
  [ticketCreatePermission, members],
  [ticketUpdatePermission, partiesOfTheRequest],
  [connectorManagePermission, itServiceProvider],
  [standardisationManagePermission, itServiceProvider],

  // Catalog: services, people and systems are for everybody; what is live, and
  // commissions, agreed prices and agreed levels, are for their parties
  [catalogEntityReadPermission, seersOfTheEntity],
  [catalogEntityRefreshPermission, seersOfTheEntity],
  [catalogEntityCreatePermission, itServiceProvider],
  [catalogEntityDeletePermission, itServiceProvider],
  [catalogEntityValidatePermission, itServiceProvider],
  [catalogLocationReadPermission, everybody],
  [catalogLocationCreatePermission, itServiceProvider],
  [catalogLocationAnalyzePermission, itServiceProvider],
  [catalogLocationDeletePermission, itServiceProvider],
  [catalogIngestionReadPermission, itServiceProvider],
  [catalogIngestionManagePermission, itServiceProvider],

  // Templates: the forms by which one orders
  [templateParameterReadPermission, everybody],
  [templateStepReadPermission, everybody],
  [templateDryRunPermission, itServiceProvider],
  [templateManagementPermission, itServiceProvider],
  [actionExecutePermission, members],
  [taskCreatePermission, members],
  [taskReadPermission, starterOfTheTask],
  [taskCancelPermission, starterOfTheTask],
];

/** What the table does not name, such as a plugin's that came later. */
export const UNKNOWN = { read: everybody, otherwise: itServiceProvider };

/** The table by name of the permission. */
export const POLICY: ReadonlyMap<string, Right> = new Map(
  TABLE.map(([permission, right]) => [permission.name, right]),
);
