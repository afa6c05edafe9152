import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A file before it is stored. @public */
export type ScannedFile = {
  name: string;
  /** As told by its content. */
  mediaType: string;
  content: Buffer;
};

/** What a scanner says of a file. @public */
export type ScanVerdict =
  | { clean: true }
  /** `found`: what, in words for whoever wanted to attach it. */
  | { clean: false; found: string };

/**
 * Looks into files before they are stored, such as a virus scanner. One that
 * throws keeps the file from being stored, and whoever attached it is told to try
 * again later.
 * @public
 */
export interface AttachmentScanner {
  /** Kebab case. */
  readonly id: string;
  scan(file: ScannedFile): Promise<ScanVerdict>;
}

/** @public */
export interface AttachmentScannersExtensionPoint {
  /** Every scanner has to find a file clean. */
  addScanner(scanner: AttachmentScanner): void;
}

/**
 * Where modules bring in scanners of attachments.
 * @public
 */
export const attachmentScannersExtensionPoint =
  createExtensionPoint<AttachmentScannersExtensionPoint>({
    id: 'service-requests.attachment-scanners',
  });
