/** What does importing a style sheet give? Its text, made smaller by the build. */
declare module "*.css" {
  const text: string;
  export default text;
}
