import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import {
  identityApiRef,
  useApi,
  useTranslationRef,
  type IconElement,
} from '@backstage/frontend-plugin-api';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import NotificationsIcon from '@material-ui/icons/Notifications';
import SearchIcon from '@material-ui/icons/Search';
import SwitchAccountIcon from '@material-ui/icons/SupervisedUserCircle';
import { useShellTitle } from '@dualcloud/backstage-plugin-app-module-cloud-services-german';
import type { NavContentProps } from './navigationModule';
import { portalTranslationRef } from '../translation';
import { SidebarLogo } from './SidebarLogo';

/** A page of the portal; its title is a plain string, so it is translated here. */
function PageItem(props: { icon: IconElement; href: string; title: string }) {
  const title = useShellTitle();
  const { t } = useTranslationRef(portalTranslationRef);
  // The sidebar has room for about fourteen letters.
  const text =
    props.title === 'Create' ? t('navigation.create') : title(props.title);
  return <SidebarItem icon={() => props.icon} to={props.href} text={text} />;
}

/** The count is part of the text, so that it is part of the name that is read out. */
function NotificationsItem() {
  const { t } = useTranslationRef(portalTranslationRef);
  return (
    <NotificationsSidebarItem
      renderItem={({ unreadCount, to, onClick }) => (
        <SidebarItem
          icon={NotificationsIcon}
          to={to}
          onClick={onClick}
          text={
            unreadCount > 0
              ? t('navigation.unread', { count: unreadCount })
              : t('navigation.notifications')
          }
        />
      )}
    />
  );
}

/** The portal's sidebar, in the user's language. */
export function NavigationContent({ navItems }: NavContentProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  const identityApi = useApi(identityApiRef);
  const items = navItems.withComponent(item => (
    <PageItem icon={item.icon} href={item.href} title={item.title} />
  ));
  // These have entries of their own.
  items.take('page:search');
  items.take('page:notifications');
  const settings = items.take('page:user-settings');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup
        label={t('navigation.search')}
        icon={<SearchIcon />}
        to="/search"
      >
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('navigation.menu')} icon={<MenuIcon />}>
        {items.take('page:home')}
        {items.take('page:cloud-services')}
        {items.take('page:cloud-services/environments')}
        {items.take('page:cloud-costs/costs')}
        {items.take('page:cloud-costs/billing')}
        {items.take('page:service-requests/requests')}
        {items.take('page:service-requests/desk')}
        {items.take('page:service-levels/levels')}
        {items.take('page:catalog')}
        {items.take('page:scaffolder')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {items.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsItem />
      <SidebarDivider />
      <SidebarGroup
        label={t('navigation.settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {settings}
        <SidebarItem
          icon={SwitchAccountIcon}
          text={t('navigation.switchPerson')}
          onClick={() => identityApi.signOut()}
        />
      </SidebarGroup>
    </Sidebar>
  );
}
