/** Operations are bundled as text. */
declare module '*.graphql' {
  const operation: string;
  export default operation;
}
