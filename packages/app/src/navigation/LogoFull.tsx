import { LogoSign } from './LogoSign';

/** Word mark; meant for a dark ground, as the sidebar has it. */
export const LogoFull = () => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    viewBox="0 0 190 36"
    height="30"
    role="img"
    aria-label="Dual Cloud"
  >
    <LogoSign />
    <text
      x="48"
      y="25"
      fill="#ffffff"
      fontFamily="Helvetica, Arial, sans-serif"
      fontSize="21"
      fontWeight="600"
    >
      Dual Cloud
    </text>
  </svg>
);
