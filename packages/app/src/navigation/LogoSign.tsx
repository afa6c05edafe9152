/** The sign of the word mark: two clouds for the two lanes. Part of an `svg`. */
export const LogoSign = () => (
  <>
    <path
      d="M12 27a8 8 0 0 1-1-15.9A10 10 0 0 1 29 9.5"
      fill="none"
      stroke="#7fd1f5"
      strokeWidth="3"
      strokeLinecap="round"
    />
    <path
      d="M17 27h14a7 7 0 0 0 .8-13.95A9 9 0 0 0 15 15.5"
      fill="none"
      stroke="#ffffff"
      strokeWidth="3"
      strokeLinecap="round"
    />
  </>
);
