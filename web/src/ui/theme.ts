import {
  type ActionIconProps,
  type ButtonProps,
  type CheckboxProps,
  type CSSVariablesResolver,
  createTheme,
  type DrawerProps,
  type InputProps,
  type InputWrapperProps,
  type MenuProps,
  type ModalProps,
  type PopoverProps,
  type SegmentedControlProps,
  type SelectProps,
  type TabsProps,
  type TooltipProps,
} from '@mantine/core';

const greys = [
  '#fbfaf7',
  '#f4f1ec',
  '#e7e2da',
  '#d3ccc1',
  '#b5ada0',
  '#8f877b',
  '#665f55',
  '#47423b',
  '#2e2a26',
  '#1e1b17',
] as const;
const darks = [
  '#ece8e1',
  '#d0cac0',
  '#a8a094',
  '#857d72',
  '#5b554d',
  '#3d3934',
  '#2a2622',
  '#1e1b19',
  '#171513',
  '#121110',
] as const;
const amber = [
  '#fef6e8',
  '#fdecd0',
  '#f9d8a0',
  '#f5c36d',
  '#f1b044',
  '#eda02f',
  '#e0931f',
  '#a86400',
  '#835200',
  '#5c3600',
] as const;

/** Typing into a list to choose from begins anew instead of going on after what is chosen. */
function markAll({ currentTarget }: { currentTarget: HTMLInputElement }): void {
  if (!currentTarget.readOnly) currentTarget.select();
}

/** What a control is unless told; by its type alone, so that its code comes only with the pages that use it. */
function usually<Props>(defaultProps: Partial<Props>): { defaultProps: Partial<Props> } {
  return { defaultProps };
}

/** Sizes, type and the look of every control, decided once; colours by role are in tokens.css. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, monospace',
  headings: { fontFamily: "'Inter Variable', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  primaryColor: 'amber',
  primaryShade: 5,
  autoContrast: true,
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  colors: { amber, gray: greys, dark: darks },
  components: {
    ActionIcon: usually<ActionIconProps>({ variant: 'subtle', color: 'gray', size: 32 }),
    Button: usually<ButtonProps>({ size: 'sm' }),
    Checkbox: usually<CheckboxProps>({ size: 'xs' }),
    Drawer: usually<DrawerProps>({ transitionProps: { duration: 120 }, closeButtonProps: { 'aria-label': 'Close' } }),
    Input: usually<InputProps>({ size: 'sm' }),
    InputWrapper: usually<InputWrapperProps>({ size: 'sm' }),
    Menu: usually<MenuProps>({ transitionProps: { duration: 80 }, shadow: 'none' }),
    Modal: usually<ModalProps>({ transitionProps: { duration: 100 }, closeButtonProps: { 'aria-label': 'Close' } }),
    // A window's head is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    Popover: usually<PopoverProps>({ transitionProps: { duration: 80 } }),
    SegmentedControl: usually<SegmentedControlProps>({ size: 'sm' }),
    Select: usually<SelectProps>({ selectFirstOptionOnChange: true, onFocus: markAll, onClick: markAll }),
    Tabs: usually<TabsProps>({ keepMounted: false }),
    Tooltip: usually<TooltipProps>({ openDelay: 400, transitionProps: { duration: 80 } }),
  },
});

const roles = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-quiet)',
  '--mantine-color-placeholder': 'var(--ink-quiet)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--late)',
  '--mantine-color-anchor': 'var(--ink)',
  '--mantine-color-disabled-color': 'var(--ink-quiet)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light-color': 'var(--ink)',
  '--mantine-shadow-md': 'var(--float)',
  '--mantine-shadow-xl': 'var(--float)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: roles, dark: roles });
