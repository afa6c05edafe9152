import { Readable } from 'node:stream';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  requestReadPermission,
  SERVICE_REQUEST_DOCUMENT_TYPE,
  type ServiceRequest,
  type ServiceRequestDocument,
  type ServiceRequestsClient,
} from '@dualcloud/backstage-plugin-service-requests-common';
import { everyPage, searchText } from '@dualcloud/foundation-node';
import { clientOf, type CollatorOptions } from './clientOf';

/**
 * Requests, drafts among them, one document for each. Nothing in it is volatile:
 * how a request stands, its page says. Who may see the request finds the document.
 * @public
 */
export class RequestCollatorFactory implements DocumentCollatorFactory {
  readonly type = SERVICE_REQUEST_DOCUMENT_TYPE;
  readonly visibilityPermission = requestReadPermission;

  private constructor(
    private readonly client: () => Promise<ServiceRequestsClient>,
  ) {}

  static create(options: CollatorOptions): RequestCollatorFactory {
    return new RequestCollatorFactory(clientOf(options));
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.documents());
  }

  private async *documents(): AsyncGenerator<ServiceRequestDocument> {
    const client = await this.client();
    const requests = everyPage(query =>
      client.GET('/requests', { params: { query } }),
    );
    for await (const request of requests) yield toDocument(request);
  }
}

function toDocument(request: ServiceRequest): ServiceRequestDocument {
  const { id, number, typeTitles, customerRef } = request;
  return {
    title: `${number}: ${request.title}`,
    text: searchText(
      [number, request.title, typeTitles.en, typeTitles.de, 'request, Anfrage'],
      [
        customerRef,
        request.softwareProviderRef,
        request.systemRef,
        request.serviceRef,
      ],
    ),
    location: `/service-requests/${encodeURIComponent(id)}`,
    authorization: { resourceRef: `request:${id}` },
    typeTitles,
    customerRef,
  };
}
