import { LogoSign } from './LogoSign';

/** The word mark's sign alone, for the folded sidebar. */
export const LogoIcon = () => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 44 36"
    height="28"
    role="img"
    aria-label="Dual Cloud"
  >
    <LogoSign />
  </svg>
);
